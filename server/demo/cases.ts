import { demoTown } from './town.ts';
import type { DemoCase, Step, StepContext } from './walk.ts';

/** Sample cases (domain reference 5.2), each brought to another place of the loop. People and firms are made up. */

const village = (number: number) => `${demoTown}${199 + number}`;
const willing: Step['data'] = ({ parties }: StepContext) => ({
  willingness: { parties: parties.map((party) => ({ party, willing: true })) },
});

const routed =
  (route: string): Step['data'] =>
  ({ level }: StepContext) => ({ route, grading: { level } });

const drainage: DemoCase = {
  input: {
    source: 'grid',
    sourceNote: '网格员雨后巡查时发现',
    title: '改建抬高路面，雨水倒灌邻家厨房',
    type: 'neighbour.drainage',
    village: `${village(3)}001`,
    place: '示范三村 12 号与 14 号之间的巷道',
    story: '两户改建房屋时抬高了门前路面，下大雨时雨水倒灌进邻居家厨房，双方争吵多次，未动手。',
    demand: '恢复原来的排水，清理水沟',
    parties: [
      { side: 'claimant', kind: 'person', name: '赵示例', phone: '13800001001', people: 2, village: village(3) },
      { side: 'respondent', kind: 'person', name: '钱示例', phone: '13800001002', people: 3, village: village(3) },
    ],
    facts: { people: 5, failedMediations: 0 },
    paths: ['调解'],
    willing: true,
    litigation: false,
    needsDepartment: false,
  },
  steps: [
    { ago: 12, time: '09:20', who: 'hemin' },
    { ago: 12, time: '15:10', who: 'liuzhiqiang', task: '征求意愿', data: willing },
    {
      ...{ ago: 11, time: '10:40', who: 'liuzhiqiang', task: '就地调解' },
      data: () => ({
        record: {
          result: 'agreed',
          place: '示范三村村委会',
          present: ['双方当事人', '村调委会主任', '网格员'],
          process: '到现场查看水沟和路面，双方同意共同清理水沟、把抬高的路面做成斜坡引水。',
        },
        agreementKind: 'oral',
      }),
    },
    {
      ...{ ago: 11, time: '11:20', who: 'liuzhiqiang', task: '登记口头协议' },
      data: ({ day }) => ({
        agreement: {
          ...{
            kind: 'oral',
            facts: '两户因改建抬高路面，雨水倒灌发生排水纠纷。',
            content: '双方共同清理水沟，路面做斜坡引水。',
            mode: '自行履行',
          },
          performBy: day(-9, '09:00').slice(0, 10),
        },
      }),
    },
    {
      ago: 10,
      time: '09:05',
      who: 'liuzhiqiang',
      task: '反馈当事人',
      data: () => ({ note: { text: '电话告知双方：口头协议已登记，一周后回访。' } }),
    },
  ],
};

const wages: DemoCase = {
  input: {
    source: 'visit',
    title: '五金厂停产拖欠 22 名工人两个月工资',
    type: 'labour.wages',
    village: village(2),
    place: '示范二村工业区 3 号',
    story: '示例五金厂停产，拖欠 22 名工人两个月工资共 41.6 万元，工人多次到厂门口讨要未果，情绪激动，已报警一次。',
    demand: '尽快发放拖欠的工资',
    parties: [
      { side: 'claimant', kind: 'person', name: '孙示例', phone: '13800001003', people: 22 },
      { side: 'respondent', kind: 'organisation', name: '示例五金厂', phone: '0750-2000301' },
    ],
    facts: { people: 22, amount: 416_000, policeReports: 1, collective: true, sensitive: true },
    paths: ['调解', '仲裁', '法律援助'],
    willing: null,
    litigation: false,
    needsDepartment: true,
  },
  steps: [
    { ago: 2, time: '09:10', who: 'hemin' },
    { ago: 2, time: '10:00', who: 'chenguodong', task: '研判分流', data: routed('order') },
    {
      ...{ ago: 2, time: '11:15', who: 'liuzhiqiang', task: '填写发令单' },
      data: () => ({
        order: {
          ...{ kind: 'on_site', department: 'renshe', cause: 'not_ours', urgent: false },
          reason: '拖欠工资的查处属于劳动保障监察职责，镇里没有执法权。',
          request: '请派劳动监察人员到场，核实欠薪人数和数额，责令支付。',
        },
      }),
    },
    {
      ago: 1,
      time: '09:30',
      who: 'wanghaitao',
      task: '镇领导审批',
      data: () => ({ approval: { approved: true, opinion: '同意，请人社局尽快到场。' } }),
    },
  ],
};

const boundary: DemoCase = {
  input: {
    source: 'visit',
    title: '祖屋滴水线界址纠纷',
    type: 'housing.boundary',
    village: village(5),
    place: '示范五村 8 号祖屋',
    story: '兄弟二人与堂叔因祖屋滴水线 0.6 米的界址争执多年，翻建时再起冲突，已报警两次，村里调解过一次未成。',
    demand: '测量确认界址，停止越界翻建',
    parties: [
      { side: 'claimant', kind: 'person', name: '李示例', phone: '13800001004', people: 2 },
      { side: 'respondent', kind: 'person', name: '周示例', phone: '13800001005', people: 2 },
    ],
    facts: { people: 4, policeReports: 2, failedMediations: 1, vulnerable: true },
    paths: ['调解'],
    willing: true,
    litigation: false,
    needsDepartment: true,
  },
  steps: [
    { ago: 3, time: '10:20', who: 'hemin' },
    { ago: 3, time: '11:30', who: 'chenguodong', task: '研判分流', data: routed('scheduled') },
    {
      ...{ ago: 2, time: '15:00', who: 'huangli', task: '约定时间地点' },
      data: ({ day }) => ({
        appointment: {
          ...{ startsAt: day(2, '09:00'), endsAt: day(2, '11:00'), room: '第一调解室' },
          ...{
            departments: ['ziran', 'sifa'],
            persons: ['双方当事人', '法律顾问', '村调委会主任'],
            note: '请自然资源所带测量工具',
          },
        },
      }),
    },
  ],
};

const flooding: DemoCase = {
  input: {
    source: 'phone',
    title: '工厂黄泥水淹没南瓜田',
    type: 'damage.flooding',
    village: village(7),
    place: '示范七村东边的南瓜田',
    story: '相邻工地的黄泥水冲进南瓜田，约两亩绝收，农户要求赔偿 2.3 万元，工厂认为是暴雨所致。',
    demand: '赔偿南瓜损失 2.3 万元',
    parties: [
      { side: 'claimant', kind: 'person', name: '吴示例', phone: '13800001006' },
      { side: 'respondent', kind: 'organisation', name: '示例建材厂', phone: '0750-2000302' },
    ],
    facts: { people: 2, amount: 23_000 },
    paths: ['调解'],
    willing: null,
    litigation: false,
    needsDepartment: true,
  },
  steps: [{ ago: 1, time: '16:10', who: 'hemin' }],
};

const support: DemoCase = {
  input: {
    source: 'visit',
    title: '四子轮流赡养八旬母亲不均',
    type: 'family.support',
    village: village(9),
    place: '示范九村 21 号',
    story: '八旬母亲由四个儿子轮流赡养，小儿子认为其他兄弟出钱少、照顾少，几次争吵，母亲希望把赡养费和照料说清楚。',
    demand: '明确赡养费和轮流照料的办法',
    parties: [
      { side: 'claimant', kind: 'person', name: '郑示例', phone: '13800001007', gender: '女', age: 82 },
      { side: 'respondent', kind: 'person', name: '王示例', phone: '13800001008', people: 4 },
    ],
    facts: { people: 5, vulnerable: true },
    paths: ['调解', '法律援助'],
    willing: true,
    litigation: false,
    needsDepartment: false,
  },
  steps: [{ ago: 1, time: '17:00', who: 'hemin' }],
};

const loan: DemoCase = {
  input: {
    source: 'visit',
    title: '民间借贷 3 万元到期未还',
    type: 'contract.loan',
    village: village(16),
    place: '示范墟社区',
    story: '同学之间借款 3 万元，有借条，到期半年未还，对方承认欠款但说手头紧。',
    demand: '归还借款 3 万元',
    parties: [
      { side: 'claimant', kind: 'person', name: '冯示例', phone: '13800001009' },
      { side: 'respondent', kind: 'person', name: '陈示例', phone: '13800001010' },
    ],
    facts: { people: 2, amount: 30_000 },
    paths: ['调解', '诉讼'],
    willing: true,
    litigation: false,
    needsDepartment: false,
  },
  steps: [
    { ago: 20, time: '09:40', who: 'hemin' },
    { ago: 20, time: '14:50', who: 'huangli', task: '征求意愿', data: willing },
    {
      ...{ ago: 19, time: '09:30', who: 'huangli', task: '就地调解' },
      data: () => ({
        record: {
          ...{ result: 'agreed', place: '综治中心第二调解室', present: ['双方当事人'] },
          process: '核对借条和转账记录，双方对数额没有争议，商定分三期归还。',
        },
        agreementKind: 'written',
      }),
    },
    {
      ...{ ago: 19, time: '10:30', who: 'huangli', task: '制作协议书' },
      data: ({ day }) => ({
        agreement: {
          ...{
            kind: 'written',
            facts: '双方因借款 3 万元到期未还发生纠纷。',
            content: '分三期归还，每期 1 万元。',
            mode: '银行转账',
            amount: 30_000,
            confirm: ['claimant', 'respondent'],
          },
          performBy: day(-17, '09:00').slice(0, 10),
        },
      }),
    },
    {
      ago: 18,
      time: '09:00',
      who: 'huangli',
      task: '反馈当事人',
      data: () => ({ note: { text: '当面告知双方协议内容和不履行时可申请司法确认。' } }),
    },
    {
      ...{ ago: 10, time: '10:00', who: 'hemin', task: '回访' },
      data: () => ({
        followup: { channel: 'phone', performed: 'yes', satisfaction: 'satisfied', note: '第一期已还，双方满意。' },
      }),
    },
    {
      ...{ ago: 9, time: '16:00', who: 'hemin', task: '归档' },
      data: () => ({
        archive: {
          volume: [
            '卷宗封面',
            '卷内目录',
            '受理登记表或申请书',
            '当事人权利义务告知书',
            '调解记录',
            '调解协议书或口头协议登记表',
            '回访记录',
            '封底',
          ],
        },
      }),
    },
  ],
};

export const demoCases: readonly DemoCase[] = [loan, drainage, boundary, wages, flooding, support];
